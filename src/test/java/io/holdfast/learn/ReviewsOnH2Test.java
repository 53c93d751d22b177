package io.holdfast.learn;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;

class ReviewsOnH2Test extends ReviewsContract {
    @Override
    HikariDataSource database() {
        return Databases.h2();
    }
}
