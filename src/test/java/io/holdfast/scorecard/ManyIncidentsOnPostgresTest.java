package io.holdfast.scorecard;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ManyIncidentsOnPostgresTest extends ManyIncidentsContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
