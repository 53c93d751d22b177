package io.holdfast.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged diagram's user tasks, out of any flow: scenarios name them also where a diagram's part is played by a small one. */
final class RealTasks {
    private static final Pattern TASK = Pattern.compile("<bpmn:userTask id=\"(\\w+)\"");

    private RealTasks() {}

    static String of(String diagram) throws IOException {
        Matcher task = TASK.matcher(Files.readString(Path.of("processes", diagram + ".bpmn")));
        StringBuilder tasks = new StringBuilder();
        while (task.find()) {
            tasks.append("<bpmn:userTask id=\"").append(task.group(1)).append("\"/>");
        }
        return tasks.toString();
    }
}
