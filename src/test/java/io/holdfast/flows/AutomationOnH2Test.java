package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class AutomationOnH2Test extends AutomationContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
