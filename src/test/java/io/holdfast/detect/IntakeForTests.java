package io.holdfast.detect;

import javax.sql.DataSource;

/** Detection over a database, for tests of the public API. */
public final class IntakeForTests implements AutoCloseable {
    private final Node node;

    public IntakeForTests(DataSource source) {
        node = new Node(source);
        node.correlator.start();
    }

    public SignalIntake intake() {
        return node.intake;
    }

    public SignalLog log() {
        return node.log;
    }

    /** Keys of the incidents that are open. */
    public java.util.List<String> open() {
        return node.open().stream().map(i -> i.key()).toList();
    }

    @Override
    public void close() {
        node.correlator.stop();
        node.close();
    }
}
