package io.holdfast.learn;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ActionsOnH2Test extends ActionsContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
