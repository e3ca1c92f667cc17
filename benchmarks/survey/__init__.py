"""Survey estimation against R `survey` and `svy`, on one synthetic labour force survey (`make bench-survey`)."""
