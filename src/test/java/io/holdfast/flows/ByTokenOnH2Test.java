package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ByTokenOnH2Test extends ByTokenContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
