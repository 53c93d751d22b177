package io.holdfast.drill;

import io.holdfast.tasks.PeoplesWorlds;
import io.holdfast.time.World;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Everybody's world, and those of tabletop exercises. What kind of exercise a world belongs to never changes. */
@Component
class TabletopWorlds implements PeoplesWorlds {
    private final DrillRows rows;
    private final Map<World, Boolean> known = new ConcurrentHashMap<>();

    TabletopWorlds(DrillRows rows) {
        this.rows = rows;
    }

    @Override
    public boolean has(World world) {
        return world.isLive() || known.computeIfAbsent(world, rows::tabletop);
    }
}
