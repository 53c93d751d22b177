package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class LoopOnPostgresTest extends LoopContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
