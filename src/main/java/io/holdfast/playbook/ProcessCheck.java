package io.holdfast.playbook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

/** The diagrams: what the engine would take, and then stop at when a token arrives. */
final class ProcessCheck {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String FIRST = "incident";
    private static final Pattern BEAN = Pattern.compile("[$#]\\{\\s*!?\\s*([A-Za-z_]\\w*)\\s*[.(]");
    private static final Pattern DELEGATE = Pattern.compile("\\s*[$#]\\{\\s*([A-Za-z_]\\w*)");
    private static final Set<String> ENGINE_NAMES =
            Set.of("execution", "task", "verdict", "ref", "rung", "now", "dateTime");

    private final PlaybookFiles files;
    private final Predicate<String> beans;
    private final List<Fault> faults;
    private final Map<String, String> processes = new HashMap<>();

    /**
     * @param beans whether the application has a bean of that name
     */
    ProcessCheck(PlaybookFiles files, Predicate<String> beans, List<Fault> faults) {
        this.files = files.diagrams();
        this.beans = beans;
        this.faults = faults;
    }

    void check() {
        Map<String, Document> read = new java.util.TreeMap<>();
        for (String path : files.paths()) {
            Document document = Xml.read(path, files.bytes(path), faults);
            if (document != null && valid(path)) {
                read.put(path, document);
                processes(path, document);
            }
        }
        if (read.size() == files.paths().size() && !processes.containsKey(FIRST)) {
            faults.add(new Fault(
                    "processes/" + FIRST + ".bpmn",
                    null,
                    "There is no process '" + FIRST + "', and nothing could start.",
                    "Draw it, or take the packaged one."));
        }
        if (read.size() == files.paths().size()) {
            read.forEach(this::elements);
        }
    }

    private boolean valid(String path) {
        try {
            Models.diagram(files.bytes(path));
            return true;
        } catch (ModelException e) {
            faults.add(Xml.refused(path, "It is no BPMN", e));
            return false;
        }
    }

    private void processes(String path, Document document) {
        NodeList all = document.getElementsByTagNameNS(BPMN, "process");
        for (int i = 0; i < all.getLength(); i++) {
            Element process = (Element) all.item(i);
            String id = process.getAttribute("id");
            String other = processes.putIfAbsent(id, path);
            if (other != null) {
                say(
                        path,
                        process,
                        "The process '" + id + "' is in " + other + " already.",
                        "Give each process an id of its own.");
            }
            if (!process.getAttribute("isExecutable").equals("true")) {
                say(
                        path,
                        process,
                        "It is not executable, and the engine would pass over it.",
                        "Tick 'executable' in the modeler.");
            }
        }
        if (all.getLength() == 0) {
            faults.add(new Fault(path, null, "It holds no process.", "Draw one, or remove the file."));
        }
    }

    private void elements(String path, Document document) {
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (BPMN.equals(element.getNamespaceURI())) {
                bpmn(path, element);
            } else if (CAMUNDA.equals(element.getNamespaceURI())) {
                camunda(path, element);
            }
        }
    }

    private void bpmn(String path, Element element) {
        switch (element.getLocalName()) {
            case "scriptTask" ->
                say(path, element, "It runs a script.", "Use a service task and a bean: no script engine is there.");
            case "timeDuration", "timeCycle" ->
                say(
                        path,
                        element,
                        "'" + element.getTextContent().strip()
                                + "' is a timer of its own, which no drill can step and no table changes.",
                        "Use a date: ${until.of(execution, 'stable')}, and waits.dmn for the length.");
            case "timeDate" -> {
                if (!element.getTextContent().contains("${")) {
                    say(
                            path,
                            element,
                            "'" + element.getTextContent().strip() + "' is a fixed date.",
                            "Write ${until.of(execution, 'stable')}, and the length in waits.dmn.");
                }
            }
            case "callActivity" -> call(path, element);
            case "conditionExpression" -> {
                if (!element.getAttribute("language").isEmpty()) {
                    say(path, element, "Its condition is a script.", "Write an expression: ${verdict == 'confirm'}.");
                }
            }
            default -> {
                // nothing to say about the others as such
            }
        }
        attributes(path, element);
        if (element.getChildNodes().getLength() == 1
                && !element.getTextContent().isBlank()) {
            beans(path, element, element.getTextContent());
        }
    }

    private void call(String path, Element element) {
        String called = element.getAttribute("calledElement");
        if (!processes.containsKey(called)) {
            String known =
                    String.join(", ", processes.keySet().stream().sorted().toList());
            say(
                    path,
                    element,
                    "It calls the process '" + called + "', which is not there.",
                    Suggestion.of(called, processes.keySet(), "There are " + known + "."));
        }
        if (!element.getAttributeNS(CAMUNDA, "calledElementBinding").equals("deployment")) {
            say(
                    path,
                    element,
                    "It would call the newest version of the process, not the one that its incident began with.",
                    "Set its binding to 'deployment'.");
        }
    }

    private void camunda(String path, Element element) {
        if (element.getLocalName().equals("script")) {
            say(path, element, "It runs a script.", "Use a bean: no script engine is there.");
        }
        attributes(path, element);
    }

    private void attributes(String path, Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean ours = CAMUNDA.equals(attribute.getNamespaceURI()) || CAMUNDA.equals(element.getNamespaceURI());
            String name = attribute.getLocalName();
            String value = attribute.getValue();
            if (ours && name.equals("class")) {
                say(
                        path,
                        element,
                        "It names a Java class, '" + value + "'.",
                        "Name a bean: camunda:delegateExpression=\"${…}\".");
            } else if (ours && name.equals("decisionRef")) {
                say(
                        path,
                        element,
                        "It lets the engine decide, and the record would not show why.",
                        "Name a bean: camunda:delegateExpression=\"${…}\".");
            } else if (ours && name.equals("dueDate") && !value.contains("${")) {
                say(
                        path,
                        element,
                        "Its due date '" + value + "' is fixed.",
                        "Write ${until.of(execution, 'stable')}, and the length in waits.dmn.");
            } else if (ours && name.equals("delegateExpression")) {
                Matcher delegate = DELEGATE.matcher(value);
                if (delegate.lookingAt()) {
                    bean(path, element, delegate.group(1));
                } else {
                    say(path, element, "'" + value + "' names no bean.", "Write ${rankSuspects}.");
                }
            } else {
                beans(path, element, value);
            }
        }
    }

    private void beans(String path, Element element, String text) {
        Matcher named = BEAN.matcher(text);
        while (named.find()) {
            bean(path, element, named.group(1));
        }
    }

    private void bean(String path, Element element, String name) {
        if (!ENGINE_NAMES.contains(name) && !beans.test(name)) {
            say(
                    path,
                    element,
                    "It asks '" + name + "', and Holdfast has no such part.",
                    "Use one of the names in the packaged diagrams.");
        }
    }

    private void say(String path, Element element, String what, String remedy) {
        faults.add(new Fault(path, place(element), what, remedy));
    }

    /** The nearest element that has an id of its own. */
    private static @Nullable String place(Element element) {
        for (org.w3c.dom.Node node = element; node instanceof Element each; node = node.getParentNode()) {
            if (!each.getAttribute("id").isEmpty()
                    && BPMN.equals(each.getNamespaceURI())
                    && !each.getLocalName().endsWith("EventDefinition")) {
                String name = each.getAttribute("name").replaceAll("\\s+", " ");
                return "element '" + each.getAttribute("id") + "'" + (name.isEmpty() ? "" : " (" + name + ")");
            }
        }
        return null;
    }
}
