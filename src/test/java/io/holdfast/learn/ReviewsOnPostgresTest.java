package io.holdfast.learn;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ReviewsOnPostgresTest extends ReviewsContract {
    @Override
    HikariDataSource database() {
        return Databases.postgres();
    }
}
