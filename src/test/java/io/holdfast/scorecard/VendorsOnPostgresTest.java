package io.holdfast.scorecard;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class VendorsOnPostgresTest extends VendorsContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
