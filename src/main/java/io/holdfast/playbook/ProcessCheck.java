package io.holdfast.playbook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The diagrams: what the engine would take, and then stop at when a token arrives. */
final class ProcessCheck {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String FIRST = "incident";
    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";

    /** How a diagram is drawn, and what tools write beside it; the engine runs none of it. */
    private static final Set<String> DRAWN = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI",
            "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
            MODELER,
            "http://www.w3.org/2001/XMLSchema-instance",
            "http://www.w3.org/2000/xmlns/");

    /** What of the engine's own extensions a diagram may use: all others can run something, or keep something that no row says. */
    private static final Set<String> ENGINES_OWN = Set.of(
            "constraint",
            "executionListener",
            "formData",
            "formField",
            "in",
            "out",
            "properties",
            "property",
            "taskListener",
            "validation",
            "value",
            "assignee",
            "asyncAfter",
            "asyncBefore",
            "calledElementBinding",
            "candidateGroups",
            "candidateUsers",
            "class",
            "decisionRef",
            "delegateExpression",
            "dueDate",
            "exclusive",
            "historyTimeToLive",
            "isStartableInTasklist",
            "jobPriority",
            "priority",
            "script",
            "versionTag");

    private static final Set<String> CONSTRAINTS =
            Set.of("required", "readonly", "min", "max", "minlength", "maxlength");
    private static final Pattern DELEGATE = Pattern.compile("\\s*[$#]\\{\\s*([A-Za-z_]\\w*)\\s*}\\s*");
    private static final Set<String> WORDS_ONLY = Set.of("documentation", "text");

    private final PlaybookFiles files;
    private final Parts parts;
    private final List<Fault> faults;
    private final Map<String, String> processes = new HashMap<>();

    /** @param parts what diagrams may name */
    ProcessCheck(PlaybookFiles files, Parts parts, List<Fault> faults) {
        this.files = files.diagrams();
        this.parts = parts;
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
            } else if (!DRAWN.contains(element.getNamespaceURI())) {
                foreign(path, element, element);
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
            case "conditionExpression", "condition" -> {
                if (!element.getAttribute("language").isEmpty()) {
                    say(path, element, "Its condition is a script.", "Write an expression: ${verdict == 'confirm'}.");
                }
            }
            default -> {
                // nothing to say about the others as such
            }
        }
        attributes(path, element);
        texts(path, element);
    }

    private void texts(String path, Element element) {
        StringBuilder own = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                own.append(child.getNodeValue());
            }
        }
        if (!WORDS_ONLY.contains(element.getLocalName())) {
            expressions(path, element, own.toString());
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
        String name = element.getLocalName();
        if (name.equals("script")) {
            say(path, element, "It runs a script.", "Use a bean: no script engine is there.");
        } else if (!ENGINES_OWN.contains(name)) {
            foreign(path, element, element);
        } else if (name.equals("constraint") && !CONSTRAINTS.contains(element.getAttribute("name"))) {
            say(
                    path,
                    element,
                    "Its form holds an answer against '" + element.getAttribute("name") + "'.",
                    "Write one of: "
                            + String.join(", ", CONSTRAINTS.stream().sorted().toList()) + ".");
        }
        attributes(path, element);
        texts(path, element);
    }

    private void foreign(String path, Element element, Node what) {
        say(
                path,
                element,
                "Holdfast takes no '" + what.getNodeName() + "' in a diagram.",
                "Remove it; the packaged diagrams show what there is.");
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
                if (!delegate.matches()) {
                    say(path, element, "'" + value + "' names no bean.", "Write ${rankSuspects}.");
                } else if (!parts.does(delegate.group(1))) {
                    say(
                            path,
                            element,
                            "It asks '" + delegate.group(1) + "', and Holdfast has no such part.",
                            "Use one of the names in the packaged diagrams.");
                }
            } else if (CAMUNDA.equals(attribute.getNamespaceURI()) && !ENGINES_OWN.contains(name)
                    || attribute.getNamespaceURI() != null
                            && !CAMUNDA.equals(attribute.getNamespaceURI())
                            && !BPMN.equals(attribute.getNamespaceURI())
                            && !DRAWN.contains(attribute.getNamespaceURI())) {
                foreign(path, element, attribute);
            } else {
                expressions(path, element, value);
            }
        }
    }

    private void expressions(String path, Element element, String text) {
        new DiagramExpression(parts, (what, remedy) -> say(path, element, what, remedy)).check(text);
    }

    private void say(String path, Element element, String what, String remedy) {
        faults.add(new Fault(path, place(element), what, remedy));
    }

    /** The nearest element that has an id of its own. */
    private static @Nullable String place(Element element) {
        for (Node node = element; node instanceof Element each; node = node.getParentNode()) {
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
