"""Words given as somebody's own: in quotation marks, behind dashes and labels, in blocks, and without any mark."""
