package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ByTokenOnPostgresTest extends ByTokenContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
