package io.holdfast.scorecard;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ManyIncidentsOnH2Test extends ManyIncidentsContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
