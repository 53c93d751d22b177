package io.holdfast.console;

/** A small diagram to draw. */
final class Diagrams {
    private Diagrams() {}

    static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="http://holdfast">
              <bpmn:process id="incident" name="Incident" isExecutable="true">
                <bpmn:startEvent id="begin" name="Something is wrong"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:callActivity id="detect" name="Detect"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:callActivity>
                <bpmn:callActivity id="route" name="Route"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:callActivity>
                <bpmn:endEvent id="over" name="Over"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="detect"/>
                <bpmn:sequenceFlow id="f2" sourceRef="detect" targetRef="route"/>
                <bpmn:sequenceFlow id="f3" sourceRef="route" targetRef="over"/>
              </bpmn:process>
              <bpmndi:BPMNDiagram id="dd"><bpmndi:BPMNPlane id="p" bpmnElement="incident">
                <bpmndi:BPMNShape id="s1" bpmnElement="begin"><dc:Bounds x="100" y="102" width="36" height="36"/></bpmndi:BPMNShape>
                <bpmndi:BPMNShape id="s2" bpmnElement="detect"><dc:Bounds x="190" y="80" width="100" height="80"/></bpmndi:BPMNShape>
                <bpmndi:BPMNShape id="s3" bpmnElement="route"><dc:Bounds x="340" y="80" width="100" height="80"/></bpmndi:BPMNShape>
                <bpmndi:BPMNShape id="s4" bpmnElement="over"><dc:Bounds x="492" y="102" width="36" height="36"/></bpmndi:BPMNShape>
                <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="136" y="120"/><di:waypoint x="190" y="120"/></bpmndi:BPMNEdge>
                <bpmndi:BPMNEdge id="e2" bpmnElement="f2"><di:waypoint x="290" y="120"/><di:waypoint x="340" y="120"/></bpmndi:BPMNEdge>
                <bpmndi:BPMNEdge id="e3" bpmnElement="f3"><di:waypoint x="440" y="120"/><di:waypoint x="492" y="120"/></bpmndi:BPMNEdge>
              </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
            </bpmn:definitions>
            """;
}
