package io.holdfast.console;

import io.holdfast.security.Caller;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tasks that are for the reader: those he has, and those of his groups that nobody has. */
@Component
class MyTasks {

    private final Tasks tasks;

    MyTasks(Tasks tasks) {
        this.tasks = tasks;
    }

    /** In the order in which they are due. */
    List<Task> of(Caller caller) {
        return tasks.open(null).stream().filter(t -> mine(t, caller)).toList();
    }

    static boolean mine(Task task, Caller caller) {
        String has = task.assignee();
        return has == null ? caller.inAny(task.groups()) : has.equals(caller.name());
    }
}
