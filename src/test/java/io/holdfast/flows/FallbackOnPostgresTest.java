package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class FallbackOnPostgresTest extends FallbackContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
