package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class FallbackOnH2Test extends FallbackContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
