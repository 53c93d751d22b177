package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Look for a vendor: whether the cause is run by one, and no case is open there yet. */
@Component("lookForVendor")
class LookForVendor implements JavaDelegate {
    private final Incidents incidents;
    private final VendorCases cases;

    LookForVendor(Incidents incidents, VendorCases cases) {
        this.incidents = incidents;
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        boolean wanted = "owner".equals(execution.getVariable("ref"))
                && incident.vendorCase().isEmpty()
                && cases.vendor(incident).isPresent();
        execution.setVariable("verdict", wanted ? "vendor" : "none");
    }
}
