package io.holdfast.grabbag;

import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** One page, without scripts and without anything that has to be fetched: modes, runbooks, words, ladders, numbers, vendors' cases. */
@Component
class GrabBag {

    private final Playbooks playbooks;
    private final Packing packing;
    private final ITemplateEngine engine;
    private final Times times;

    GrabBag(Playbooks playbooks, Packing packing, ITemplateEngine engine, Times times) {
        this.playbooks = playbooks;
        this.packing = packing;
        this.engine = engine;
        this.times = times;
    }

    /** The number of the playbook in force, whose bag is the newest. */
    long newest() {
        return playbooks.inForce(World.LIVE);
    }

    /**
     * The page.
     *
     * @param playbook which version of the playbook
     * @param numbers whether people's telephone numbers are whole
     */
    String html(long playbook, boolean numbers) {
        Playbook version = playbooks.number(playbook);
        Context context = new Context(Locale.ENGLISH);
        context.setVariable("bag", packing.bag(version, numbers, times.in(World.LIVE)));
        return engine.process("grab-bag", context);
    }
}
