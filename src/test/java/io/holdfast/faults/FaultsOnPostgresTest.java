package io.holdfast.faults;

import io.holdfast.Databases;

class FaultsOnPostgresTest extends FaultsContract {
    @Override
    int everyDomain() {
        return 5;
    }

    @Override
    int everyEngine() {
        return 20;
    }

    @Override
    int leastPoints() {
        return 100;
    }

    @Override
    String[] database() {
        return new String[] {
            "spring.datasource.url=" + Databases.newPostgresUrl(),
            "spring.datasource.username=postgres",
            "spring.datasource.password=postgres"
        };
    }
}
