package io.holdfast.audience;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class SubscribersOnH2Test extends SubscribersContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
