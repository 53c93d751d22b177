package io.holdfast.scorecard;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ScorecardOnPostgresTest extends ScorecardContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
