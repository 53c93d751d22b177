package io.holdfast.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellOwnersTest {

    @ParameterizedTest
    @CsvSource({"+34600990042,42", "dana@northbank.example,d…@northbank.example", "U01DANA00,00", "7,7"})
    void ofAnAddressItsOwnerReadsAsMuchAsHeKnowsItBy(String address, String ending) {
        assertThat(TellOwners.ending(address)).isEqualTo(ending);
    }
}
