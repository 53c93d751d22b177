package io.holdfast.playbook;

import java.util.List;

/** A set of files that is no playbook, with all its faults in one report. */
public class BadPlaybook extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public BadPlaybook(List<Fault> faults) {
        super(report(faults));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    static String report(List<Fault> faults) {
        StringBuilder report = new StringBuilder("The playbook has ")
                .append(faults.size())
                .append(faults.size() == 1 ? " fault:" : " faults:");
        int n = 0;
        for (Fault fault : faults) {
            report.append("\n  ").append(++n).append(". ").append(fault);
        }
        return report.toString();
    }
}
