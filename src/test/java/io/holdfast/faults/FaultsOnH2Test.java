package io.holdfast.faults;

import io.holdfast.Databases;

class FaultsOnH2Test extends FaultsContract {
    @Override
    int everyDomain() {
        return Integer.getInteger("faults.every", 4);
    }

    @Override
    int everyEngine() {
        return 4 * Integer.getInteger("faults.every", 4);
    }

    @Override
    int leastPoints() {
        return 500 / Integer.getInteger("faults.every", 4);
    }

    @Override
    String[] database() {
        return new String[] {"spring.datasource.url=" + Databases.migratedH2Url()};
    }
}
