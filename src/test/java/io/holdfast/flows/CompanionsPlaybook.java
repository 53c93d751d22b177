package io.holdfast.flows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Diagrams that lie over the packaged ones, so that nothing runs but what agents and customers hear. */
final class CompanionsPlaybook {
    private CompanionsPlaybook() {}

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t" id="d">
              <bpmn:process id="%1$s" name="%1$s" isExecutable="true">
                <bpmn:startEvent id="begin"/>
            """;

    // The incident's process calls the two companions side by side; all other diagrams have nothing to do.
    static Path folder() {
        try {
            Path folder = Files.createTempDirectory("companions");
            Path processes = Files.createDirectories(folder.resolve("processes"));
            for (String key : List.of(
                    "detect", "diagnose", "route", "resolve", "learn", "fallback", "drill", "playbook-change")) {
                Files.writeString(
                        processes.resolve(key + ".bpmn"),
                        (HEAD + """
                                <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="over"/>
                                <bpmn:endEvent id="over"/>
                                %2$s
                              </bpmn:process>
                            </bpmn:definitions>
                            """).formatted(key, RealTasks.of(key)),
                        StandardCharsets.UTF_8);
            }
            String call = """
                      <bpmn:callActivity id="%1$s" name="%1$s" calledElement="%2$s" camunda:calledElementBinding="deployment"
                          camunda:asyncBefore="true">
                        <bpmn:extensionElements>
                          <camunda:in businessKey="#{execution.processBusinessKey}"/>
                        </bpmn:extensionElements>
                      </bpmn:callActivity>
                      <bpmn:sequenceFlow id="to_%1$s" sourceRef="fork" targetRef="%1$s"/>
                      <bpmn:sequenceFlow id="of_%1$s" sourceRef="%1$s" targetRef="join"/>
                    """;
            Files.writeString(
                    processes.resolve("incident.bpmn"),
                    HEAD.formatted("incident") + """
                                <bpmn:startEvent id="again">
                                  <bpmn:messageEventDefinition id="again_def" messageRef="Message_reopened"/>
                                </bpmn:startEvent>
                                <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="either"/>
                                <bpmn:sequenceFlow id="a2" sourceRef="again" targetRef="either"/>
                                <bpmn:exclusiveGateway id="either"/>
                                <bpmn:sequenceFlow id="a3" sourceRef="either" targetRef="fork"/>
                                <bpmn:parallelGateway id="fork"/>
                            """ + call.formatted("guide", "agent-guidance")
                            + call.formatted("update", "customer-updates") + RealTasks.of("incident") + """
                                <bpmn:parallelGateway id="join"/>
                                <bpmn:sequenceFlow id="b" sourceRef="join" targetRef="over"/>
                                <bpmn:endEvent id="over"/>
                              </bpmn:process>
                              <bpmn:message id="Message_reopened" name="reopened"/>
                            </bpmn:definitions>
                            """,
                    StandardCharsets.UTF_8);
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
