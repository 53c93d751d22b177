package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;

/** The first law of the house: a phase is a package, and the diagram is the map of the code. */
class ProcessesTest {
    private static final Path BASE = SourcesTest.base();
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("incident", "incident"),
            Map.entry("detect", "detect"),
            Map.entry("diagnose", "diagnose"),
            Map.entry("route", "route"),
            Map.entry("resolve", "resolve"),
            Map.entry("learn", "learn"),
            Map.entry("agent-guidance", "guidance"),
            Map.entry("customer-updates", "updates"),
            Map.entry("fallback", "resolve"),
            Map.entry("drill", "drill"),
            Map.entry("playbook-change", "learn"));
    private static final Set<String> COMPANIONS = Set.of("agent-guidance", "customer-updates", "fallback");
    private static final Set<String> VARIABLES = Set.of("verdict", "ref", "rung");

    private static final Map<String, BpmnModelInstance> DIAGRAMS = diagrams();
    private static final Map<String, Class<?>> BEANS = beans();

    private static Map<String, BpmnModelInstance> diagrams() {
        Map<String, BpmnModelInstance> diagrams = new TreeMap<>();
        try (Stream<Path> files = Files.list(BASE.resolve("processes"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".bpmn")).toList()) {
                diagrams.put(file.getFileName().toString().replace(".bpmn", ""), Bpmn.readModelFromFile(file.toFile()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return diagrams;
    }

    private static Map<String, Class<?>> beans() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        Map<String, Class<?>> beans = new LinkedHashMap<>();
        scan.findCandidateComponents("io.holdfast").forEach(definition -> {
            try {
                Class<?> type =
                        Class.forName(definition.getBeanClassName(), false, ProcessesTest.class.getClassLoader());
                Component component = type.getAnnotation(Component.class);
                if (component != null && !component.value().isEmpty()) {
                    beans.put(component.value(), type);
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        return beans;
    }

    private interface Look {
        void at(String file, BpmnModelInstance diagram, List<String> wrong);
    }

    private static List<String> inAll(Look look) {
        List<String> wrong = new ArrayList<>();
        DIAGRAMS.forEach((file, diagram) -> look.at(file, diagram, wrong));
        return wrong;
    }

    private static final int WIDEST = 6_000;
    private static final int HIGHEST = 3_000;

    @Test
    void eachFileHoldsTheOneProcessThatItIsNamedAfter() {
        assertThat(DIAGRAMS.keySet()).containsAll(PACKAGES.keySet());
        assertThat(inAll((file, diagram, wrong) -> {
                    Collection<Process> processes = diagram.getModelElementsByType(Process.class);
                    if (processes.size() != 1
                            || !processes.iterator().next().getId().equals(file)
                            || !processes.iterator().next().isExecutable()) {
                        wrong.add(file);
                    }
                }))
                .isEmpty();
    }

    @Test
    void eachServiceTaskIsTheBeanOfItsNameInThePackageOfItsFile() {
        assertThat(inAll((file, diagram, wrong) -> {
                    List<Activity> tasks = new ArrayList<>(diagram.getModelElementsByType(ServiceTask.class));
                    tasks.addAll(diagram.getModelElementsByType(BusinessRuleTask.class));
                    for (Activity task : tasks) {
                        String id = task.getId();
                        String expression = task.getAttributeValueNs(CAMUNDA, "delegateExpression");
                        Class<?> bean = BEANS.get(id);
                        String expected = "io.holdfast." + PACKAGES.get(file) + "."
                                + Character.toUpperCase(id.charAt(0)) + id.substring(1);
                        if (!("${" + id + "}").equals(expression)) {
                            wrong.add(file + " " + id + ": runs " + expression + " and not ${" + id + "}");
                        } else if (bean == null) {
                            wrong.add(file + " " + id + ": there is no bean of that name");
                        } else if (!bean.getName().equals(expected)) {
                            wrong.add(file + " " + id + ": is " + bean.getName() + " and not " + expected);
                        } else if (!JavaDelegate.class.isAssignableFrom(bean)) {
                            wrong.add(file + " " + id + ": is no delegate");
                        } else if (!spoken(id, task.getName())) {
                            wrong.add(file + " " + id + ": is called '" + task.getName() + "'");
                        }
                    }
                    if (!diagram.getModelElementsByType(ScriptTask.class).isEmpty()
                            || !diagram.getModelElementsByType(SendTask.class).isEmpty()) {
                        wrong.add(file + ": has a script or send task");
                    }
                }))
                .isEmpty();
    }

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    // The words of the id stand in the name, in their order: recordTaking, 'Record the taking'.
    private static boolean spoken(String id, String name) {
        String said = " " + name.toLowerCase(Locale.ROOT).replace('-', ' ') + " ";
        int from = 0;
        for (String word : id.split("(?=[A-Z])")) {
            int at = said.indexOf(" " + word.toLowerCase(Locale.ROOT) + " ", from);
            if (at < 0) {
                return false;
            }
            from = at + word.length();
        }
        return true;
    }

    @Test
    void everyExpressionUsesBeansAndVariablesThatThereAre() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String file : DIAGRAMS.keySet()) {
            Matcher expression = Pattern.compile("[$#]\\{([^}]*)}")
                    .matcher(Files.readString(BASE.resolve("processes/" + file + ".bpmn")));
            while (expression.find()) {
                String inner = expression.group(1).replace("&#39;", "'").replaceAll("'[^']*'", "");
                Matcher word = Pattern.compile("(?<![.\\w])[a-zA-Z]\\w*").matcher(inner);
                while (word.find()) {
                    String name = word.group();
                    boolean known = VARIABLES.contains(name)
                            || BEANS.containsKey(name)
                            || Set.of("execution", "true", "false", "null", "and", "or", "not", "empty")
                                    .contains(name);
                    if (!known) {
                        wrong.add(file + ": " + name + " in " + expression.group());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean far(double x, double y) {
        return Math.abs(x) > WIDEST || Math.abs(y) > HIGHEST;
    }

    @Test
    void everyPointOfADrawingIsWhereItCanBeSeen() {
        assertThat(inAll((file, diagram, wrong) -> {
                    for (Waypoint point : diagram.getModelElementsByType(Waypoint.class)) {
                        if (far(point.getX(), point.getY())) {
                            wrong.add(file + " " + ((BpmnEdge) point.getParentElement()).getId() + ": " + point.getX()
                                    + ", " + point.getY());
                        }
                    }
                    for (Bounds box : diagram.getModelElementsByType(Bounds.class)) {
                        if (far(box.getX(), box.getY())) {
                            wrong.add(file + ": " + box.getX() + ", " + box.getY());
                        }
                    }
                }))
                .isEmpty();
    }

    @Test
    void noTimerHoldsADurationOfItsOwn() {
        assertThat(inAll((file, diagram, wrong) -> {
                    for (TimerEventDefinition timer : diagram.getModelElementsByType(TimerEventDefinition.class)) {
                        if (timer.getTimeDate() == null
                                || !timer.getTimeDate().getTextContent().startsWith("${")) {
                            wrong.add(file + " " + timer.getId());
                        }
                    }
                }))
                .isEmpty();
    }

    @Test
    void everyWakeUpOfTheCodeIsAMessageOfADiagramAndTheOtherWayRound() throws IOException {
        Set<String> written = new TreeSet<>();
        Pattern push = Pattern.compile(
                "(?:\\bwake\\(|\\.push\\([^;]*?|new Condition\\([^;]*?)\\s*\"([a-z]+(?:-[a-z]+)+|start|reopened)\"");
        try (Stream<Path> files = Files.walk(BASE.resolve("src/main/java/io/holdfast"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher kind = push.matcher(Files.readString(file));
                while (kind.find()) {
                    written.add(kind.group(1));
                }
            }
        }
        written.remove("start");
        Set<String> drawn = new TreeSet<>();
        DIAGRAMS.values()
                .forEach(d -> d.getModelElementsByType(Message.class)
                        .forEach(m -> drawn.add(m.getName().replace("${ref}", "owner"))));
        assertThat(written).isEqualTo(drawn);
    }

    @Test
    void everyElementAndEveryChoiceIsLabelled() {
        assertThat(inAll((file, diagram, wrong) -> {
                    for (FlowNode node : diagram.getModelElementsByType(FlowNode.class)) {
                        if (blank(node.getName())) {
                            wrong.add(file + " " + node.getId());
                        }
                        boolean chooses = node instanceof ExclusiveGateway || node instanceof InclusiveGateway;
                        for (SequenceFlow flow : node.getOutgoing()) {
                            boolean choice = chooses && node.getOutgoing().size() > 1;
                            if ((choice || flow.getConditionExpression() != null) && blank(flow.getName())) {
                                wrong.add(file + " " + flow.getId());
                            }
                            if (choice
                                    && flow.getConditionExpression() == null
                                    && !flow.getId().equals(node.getAttributeValue("default"))) {
                                wrong.add(file + " " + flow.getId() + " has no condition and is no default");
                            }
                        }
                    }
                }))
                .isEmpty();
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    @Test
    void everythingIsDrawn() {
        assertThat(inAll((file, diagram, wrong) -> {
                    Set<String> drawn = new HashSet<>();
                    diagram.getModelElementsByType(BpmnShape.class)
                            .forEach(s -> drawn.add(s.getAttributeValue("bpmnElement")));
                    diagram.getModelElementsByType(BpmnEdge.class)
                            .forEach(e -> drawn.add(e.getAttributeValue("bpmnElement")));
                    List<BaseElement> elements = new ArrayList<>(diagram.getModelElementsByType(FlowNode.class));
                    elements.addAll(diagram.getModelElementsByType(SequenceFlow.class));
                    elements.stream()
                            .filter(e -> !drawn.contains(e.getId()))
                            .forEach(e -> wrong.add(file + " " + e.getId()));
                }))
                .isEmpty();
    }

    @Test
    void everyCalledProcessIsThereAndIsTheOneOfItsOwnDeployment() {
        assertThat(inAll((file, diagram, wrong) -> {
                    for (CallActivity call : diagram.getModelElementsByType(CallActivity.class)) {
                        boolean keyed = call.getExtensionElements() != null
                                && call
                                        .getExtensionElements()
                                        .getElementsQuery()
                                        .filterByType(CamundaIn.class)
                                        .list()
                                        .stream()
                                        .anyMatch(in ->
                                                "#{execution.processBusinessKey}".equals(in.getCamundaBusinessKey()));
                        if (!DIAGRAMS.containsKey(call.getCalledElement())
                                || !"deployment".equals(call.getCamundaCalledElementBinding())
                                || !keyed) {
                            wrong.add(file + " " + call.getId() + " calls " + call.getCalledElement());
                        }
                        if (COMPANIONS.contains(call.getCalledElement()) && !call.isCamundaAsyncBefore()) {
                            wrong.add(file + " " + call.getId() + " could roll back a page");
                        }
                    }
                }))
                .isEmpty();
    }

    @Test
    void everyTaskOfAPersonSaysWhatIsAskedOfWhomAndWhatHappensWhenItIsDue() {
        assertThat(inAll((file, diagram, wrong) -> {
                    for (UserTask task : diagram.getModelElementsByType(UserTask.class)) {
                        String where = file + " " + task.getId();
                        if (task.getDocumentations().isEmpty() || blank(task.getCamundaCandidateGroups())) {
                            wrong.add(where + " does not say what is asked, or of whom");
                        }
                        boolean onDue = task.getExtensionElements() != null
                                && task
                                        .getExtensionElements()
                                        .getChildElementsByType(
                                                org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties.class)
                                        .stream()
                                        .flatMap(p -> p.getCamundaProperties().stream())
                                        .map(CamundaProperty::getCamundaName)
                                        .anyMatch("onDue"::equals);
                        if (blank(task.getCamundaDueDate()) || !onDue) {
                            wrong.add(where + " has no due time, or does not say what happens then");
                        }
                    }
                    for (CamundaFormField field : diagram.getModelElementsByType(CamundaFormField.class)) {
                        if (!Set.of("string", "long", "boolean", "date", "enum").contains(field.getCamundaType())
                                || blank(field.getCamundaLabel())) {
                            wrong.add(file + " field " + field.getCamundaId());
                        }
                    }
                }))
                .isEmpty();
    }

    @Test
    void everyWaitOfACompanionEndsWhenItIsToldToWindDown() {
        assertThat(inAll((file, diagram, wrong) -> {
                    if (!COMPANIONS.contains(file)) {
                        return;
                    }
                    for (FlowNode wait : waitsBeforeWindDown(diagram)) {
                        if (!hasExit(wait)) {
                            wrong.add(file + " " + wait.getId());
                        }
                    }
                }))
                .isEmpty();
    }

    // What 'wind down' itself leads to is the way out: such a wait (putting back by hand) is gone through whatever
    // comes.
    private static List<FlowNode> waitsBeforeWindDown(BpmnModelInstance diagram) {
        Set<FlowNode> before = reached(
                diagram,
                diagram.getModelElementsByType(StartEvent.class).stream()
                        .filter(s -> !isWindDown(s))
                        .collect(Collectors.toList()));
        Set<FlowNode> windingDown = reached(
                diagram,
                diagram.getModelElementsByType(CatchEvent.class).stream()
                        .filter(ProcessesTest::isWindDown)
                        .flatMap(e -> e.getOutgoing().stream())
                        .map(SequenceFlow::getTarget)
                        .collect(Collectors.toList()));
        return before.stream()
                .filter(n -> !windingDown.contains(n) && !isUndoing(n))
                .filter(ProcessesTest::waits)
                .collect(Collectors.toList());
    }

    // A compensation handler is the way back: it is gone through whatever comes.
    private static boolean isUndoing(FlowNode node) {
        for (org.camunda.bpm.model.xml.instance.ModelElementInstance at = node.getParentElement();
                at instanceof BaseElement;
                at = at.getParentElement()) {
            if (at instanceof SubProcess sub && sub.isForCompensation()) {
                return true;
            }
        }
        return false;
    }

    private static Set<FlowNode> reached(BpmnModelInstance diagram, Collection<? extends FlowNode> from) {
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            FlowNode node = open.removeFirst();
            if (isWindDown(node) || !seen.add(node)) {
                continue;
            }
            node.getOutgoing().forEach(f -> open.add(f.getTarget()));
            diagram.getModelElementsByType(BoundaryEvent.class).stream()
                    .filter(b -> b.getAttachedTo().equals(node))
                    .forEach(open::add);
        }
        return seen;
    }

    private static boolean waits(FlowNode node) {
        return node instanceof UserTask
                || node instanceof ReceiveTask
                || node instanceof EventBasedGateway
                || (node instanceof IntermediateCatchEvent
                        && node.getIncoming().stream().noneMatch(f -> f.getSource() instanceof EventBasedGateway));
    }

    @Test
    void windingDownNeverLeadsBackToWaitingForIt() {
        assertThat(inAll((file, diagram, wrong) -> {
                    if (COMPANIONS.contains(file)) {
                        List<FlowNode> after = diagram.getModelElementsByType(CatchEvent.class).stream()
                                .filter(ProcessesTest::isWindDown)
                                .flatMap(e -> e.getOutgoing().stream())
                                .map(SequenceFlow::getTarget)
                                .collect(Collectors.toList());
                        reached(diagram, after).stream()
                                .filter(n -> waits(n) && hasExit(n))
                                .forEach(n -> wrong.add(file + " " + n.getId()));
                    }
                }))
                .isEmpty();
    }

    private static boolean isWindDown(BaseElement element) {
        if (element instanceof ReceiveTask receive) {
            return receive.getMessage() != null
                    && "wind-down".equals(receive.getMessage().getName());
        }
        return element instanceof CatchEvent event
                && event.getEventDefinitions().stream()
                        .anyMatch(d -> d instanceof MessageEventDefinition m
                                && m.getMessage() != null
                                && "wind-down".equals(m.getMessage().getName()));
    }

    private static boolean hasExit(FlowNode wait) {
        if (wait instanceof EventBasedGateway && wait.getOutgoing().stream().anyMatch(f -> isWindDown(f.getTarget()))) {
            return true;
        }
        BpmnModelInstance diagram = (BpmnModelInstance) wait.getModelInstance();
        for (org.camunda.bpm.model.xml.instance.ModelElementInstance at = wait;
                at instanceof BaseElement;
                at = at.getParentElement()) {
            BaseElement scope = (BaseElement) at;
            boolean boundary = diagram.getModelElementsByType(BoundaryEvent.class).stream()
                    .anyMatch(b -> b.getAttachedTo().equals(scope) && b.cancelActivity() && isWindDown(b));
            boolean handler = diagram.getModelElementsByType(SubProcess.class).stream()
                    .filter(s -> s.triggeredByEvent() && s.getParentElement().equals(scope))
                    .flatMap(s -> s.getChildElementsByType(StartEvent.class).stream())
                    .anyMatch(s -> s.isInterrupting() && isWindDown(s));
            if (boundary || handler) {
                return true;
            }
        }
        return false;
    }
}
