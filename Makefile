# A wrapper for those who type make; ./claimdesk needs none of it.
.PHONY: up test doctor

up:
	./claimdesk up

test:
	./claimdesk test

doctor:
	./claimdesk doctor
