"""Skills: how what people can do meets what work asks of them."""
