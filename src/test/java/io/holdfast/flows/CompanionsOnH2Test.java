package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class CompanionsOnH2Test extends CompanionsContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
