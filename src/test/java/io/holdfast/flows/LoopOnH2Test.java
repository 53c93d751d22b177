package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class LoopOnH2Test extends LoopContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
