package io.holdfast.learn;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ActionsOnPostgresTest extends ActionsContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
