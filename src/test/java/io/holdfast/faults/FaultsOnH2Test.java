package io.holdfast.faults;

import io.holdfast.Databases;

class FaultsOnH2Test extends FaultsContract {
    @Override
    int everyDomain() {
        return 1;
    }

    @Override
    int everyEngine() {
        return 4;
    }

    @Override
    int leastPoints() {
        return 500;
    }

    @Override
    String[] database() {
        return new String[] {"spring.datasource.url=" + Databases.newH2Url()};
    }
}
