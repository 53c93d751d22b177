package io.holdfast;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Holdfast: the web console, the public API and the engine, in one process. */
@SpringBootApplication
public class Holdfast {

    public static void main(String[] args) {
        SpringApplication.run(Holdfast.class, args);
    }
}
