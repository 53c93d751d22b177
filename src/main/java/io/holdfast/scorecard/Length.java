package io.holdfast.scorecard;

/** Lengths of time of one incident. Each has a column of its own. */
enum Length {
    /** From the onset until it was noticed. */
    DETECT("detect_ms"),
    /** From when it was noticed until the first report by anybody of the house; less than zero: they knew first. */
    LEAD("lead_ms"),
    /** From when it was noticed until somebody took it. */
    ACKNOWLEDGE("acknowledge_ms"),
    /** From the onset until something was done against it. */
    MITIGATE("mitigate_ms"),
    /** From the onset until service was restored. */
    RESTORE("restore_ms"),
    /** From when it was noticed until agents were told. */
    AGENTS("agents_ms"),
    /** From when it was noticed until customers were told. */
    CUSTOMERS("customers_ms"),
    /** From when we noticed until the vendor behind it told us; less than zero: he told us first. */
    NOTICE("notice_ms"),
    /** From when a case was opened at the vendor until he answered. */
    ANSWER("answer_ms");

    /** In the place of a length that is not known. */
    static final long NOT_KNOWN = Long.MIN_VALUE;

    final String column;

    Length(String column) {
        this.column = column;
    }

    /** Whether it may be less than zero. Elsewhere a time before its beginning is as good as none. */
    boolean signed() {
        return this == LEAD || this == NOTICE;
    }
}
