# The same commands by shorter names. packaging/dev.py does the work and needs no make.
PYTHON ?= python3

.PHONY: help run test check fix screens faults bench language lock
help:           ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/:/'
run:            ## open Kinfile with a fictional record (without a display: do the demo job)
	$(PYTHON) packaging/dev.py run
test:           ## the tests
	$(PYTHON) packaging/dev.py test
check:          ## format, lint, types, import contracts, tests, catalogue, resources
	$(PYTHON) packaging/dev.py check
fix:            ## format, and mend what can be mended
	$(PYTHON) packaging/dev.py fix
screens:        ## draw every screen as a picture
	$(PYTHON) packaging/dev.py screens
faults:         ## break vaults in every known way, at full size, and keep the table of it
	$(PYTHON) packaging/dev.py faults
bench:          ## measure, beside what it could cost at least
	$(PYTHON) packaging/dev.py bench
language:       ## bring the message catalogues up to date
	$(PYTHON) packaging/dev.py language
lock:           ## make the two lock files again (needs a package index)
	$(PYTHON) packaging/relock.py
