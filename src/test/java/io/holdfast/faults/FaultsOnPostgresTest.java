package io.holdfast.faults;

import io.holdfast.Databases;

class FaultsOnPostgresTest extends FaultsContract {
    @Override
    int everyDomain() {
        return 4 * Integer.getInteger("faults.every", 4);
    }

    @Override
    int everyEngine() {
        return 16 * Integer.getInteger("faults.every", 4);
    }

    @Override
    int leastPoints() {
        return 120 / Integer.getInteger("faults.every", 4);
    }

    @Override
    String[] database() {
        return new String[] {
            "spring.datasource.url=" + Databases.migratedPostgresUrl(),
            "spring.datasource.username=postgres",
            "spring.datasource.password=postgres"
        };
    }
}
