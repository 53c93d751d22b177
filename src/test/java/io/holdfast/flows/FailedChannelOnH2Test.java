package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class FailedChannelOnH2Test extends FailedChannelContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
