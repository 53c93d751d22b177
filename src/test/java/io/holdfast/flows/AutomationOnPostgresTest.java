package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class AutomationOnPostgresTest extends AutomationContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
