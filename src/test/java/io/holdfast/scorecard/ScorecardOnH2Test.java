package io.holdfast.scorecard;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ScorecardOnH2Test extends ScorecardContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
