package io.holdfast.scorecard;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class VendorsOnH2Test extends VendorsContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
