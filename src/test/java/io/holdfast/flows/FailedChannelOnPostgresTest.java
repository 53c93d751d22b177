package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class FailedChannelOnPostgresTest extends FailedChannelContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
