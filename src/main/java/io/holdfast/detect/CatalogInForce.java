package io.holdfast.detect;

import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The playbook in force and its graph; a version never changes, so its graph is drawn once. */
@Component
class CatalogInForce {
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;
    private static final int KEPT = 8;

    private final Playbooks playbooks;
    private final Map<Long, Graph> graphs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Graph> eldest) {
            return size() > KEPT;
        }
    };

    private record Seen(long number, long atNanos) {}

    private volatile Seen seen = new Seen(0, 0);

    CatalogInForce(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    /** The number in force, read within the current transaction. */
    long number(World world) {
        return playbooks.inForce(world);
    }

    /** The live playbook as of at most a second ago: what the edge maps by, for which a look-up per request would be dear. */
    Playbook atTheEdge() {
        Seen last = seen;
        long now = System.nanoTime();
        if (last.number() == 0 || now - last.atNanos() > LOOK_AGAIN_NANOS) {
            last = new Seen(playbooks.inForce(World.LIVE), now);
            seen = last;
        }
        return playbooks.number(last.number());
    }

    synchronized Graph graph(long number) {
        Graph graph = graphs.get(number);
        if (graph == null) {
            graph = new Graph(playbooks.number(number).catalog());
            graphs.put(number, graph);
        }
        return graph;
    }
}
