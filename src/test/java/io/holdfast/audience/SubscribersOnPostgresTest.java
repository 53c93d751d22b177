package io.holdfast.audience;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class SubscribersOnPostgresTest extends SubscribersContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
