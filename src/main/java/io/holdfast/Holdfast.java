package io.holdfast;

import io.holdfast.evidence.VerifyCommand;
import io.holdfast.standin.StandInsCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts Holdfast: the web console, the public API and the engine, in one process; or one of its small offline commands. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Holdfast {
    /**
     * @param args {@code verify evidence.zip} checks a bundle offline; {@code stand-ins} starts the local Slack and Twilio alone;
     *     anything else starts Holdfast
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length > 0 && args[0].equals("verify")) {
            System.exit(VerifyCommand.run(args));
        }
        if (args.length > 0 && args[0].equals("stand-ins")) {
            StandInsCommand.run(args);
            return;
        }
        SpringApplication.run(Holdfast.class, args);
    }
}
