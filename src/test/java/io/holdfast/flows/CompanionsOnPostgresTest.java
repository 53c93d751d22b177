package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class CompanionsOnPostgresTest extends CompanionsContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
