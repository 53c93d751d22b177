package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Who texts come from, as the settings say it; and what is wrong with settings that can't hold. */
class SmsFromsTest {
    private static final String SERVICE = "MG0123456789abcdef0123456789abcdef";

    private static SmsFroms froms(String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put("holdfast.twilio." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        return SmsFroms.of(new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("holdfast.twilio", TwilioSettings.class));
    }

    private static List<String> serving(SmsFroms froms, String number) {
        return froms.serving(Countries.of(number)).stream().map(SmsFrom::who).toList();
    }

    @Test
    void theSingleSettingIsTheOneSenderOfAllTexts() {
        SmsFroms froms = froms("from=+34910000000", "messages-per-second=7");
        assertThat(froms.onlyOne()).isTrue();
        assertThat(froms.all()).containsExactly(SmsFrom.of("+34910000000", Set.of(), 7));
        assertThat(serving(froms, "+442079460018")).containsExactly("+34910000000");
    }

    @Test
    void aMessagingServiceIsPreferredWhereBothSingleSettingsAreThere() {
        assertThat(froms("from=+34910000000", "messaging-service-sid=" + SERVICE)
                        .all()
                        .get(0)
                        .id())
                .isEqualTo("sms:" + SERVICE);
    }

    @Test
    void thoseThatNameTheCountryComeFirstInTheOrderOfTheSettingsAndThenTheOneForTheRest() {
        SmsFroms froms = froms(
                "senders[0].messaging-service-sid=" + SERVICE,
                "senders[1].from=Northbank",
                "senders[1].countries=ES, GB",
                "senders[1].messages-per-second=2",
                "senders[2].from=+34910000000",
                "senders[2].countries=+34",
                "senders[3].from=+12025550100",
                "senders[3].countries=1");
        assertThat(serving(froms, "+34600000001")).containsExactly("Northbank", "+34910000000", SERVICE);
        assertThat(serving(froms, "+442079460018")).containsExactly("Northbank", SERVICE);
        assertThat(serving(froms, "+4930901820")).containsExactly(SERVICE);
        assertThat(serving(froms, "+12125550123")).as("the US").containsExactly("+12025550100", SERVICE);
        assertThat(serving(froms, "+16045550123")).as("Canada").containsExactly("+12025550100", SERVICE);
        assertThat(froms.perSecond()).isEqualTo(10 + 2 + 10 + 10);
    }

    @Test
    void aNumberThatNobodyHasHasTheCountryOfItsCallingCode() {
        assertThat(Countries.of("+447700900001")).isEqualTo("GB");
        assertThat(Countries.of("+15005550006")).isEqualTo("US");
        assertThat(Countries.of("nonsense")).isEqualTo("ZZ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "senders[0].countries=ES|holdfast.twilio.senders[0] has neither .from nor .messaging-service-sid",
                "senders[0].from=Northbank;senders[0].messaging-service-sid=" + SERVICE
                        + "|holdfast.twilio.senders[0].from and holdfast.twilio.senders[0].messaging-service-sid are both set",
                "senders[0].from=Northbank;senders[1].from=+34910000000|holdfast.twilio.senders[1].countries is missing",
                "senders[0].from=Northbank;senders[0].countries=ES,XX|holdfast.twilio.senders[0].countries names 'XX'",
                "senders[0].from=Northbank;senders[0].countries=999|holdfast.twilio.senders[0].countries names '999'",
                "senders[0].from=Northbank;senders[0].countries=ES;senders[1].from=Northbank;senders[1].countries=GB"
                        + "|holdfast.twilio.senders[1] is the same sender as holdfast.twilio.senders[0]",
                "senders[0].from=Northbank;senders[0].messages-per-second=0"
                        + "|holdfast.twilio.senders[0].messages-per-second must be above 0",
                "senders[0].from=not a sender!|holdfast.twilio.senders[0].from is a number like",
                "senders[0].messaging-service-sid=MG1|holdfast.twilio.senders[0].messaging-service-sid is MG",
                "senders[0].from=Northbank;from=+34910000000|holdfast.twilio.from is for one sender alone",
                "account-sid=x|Twilio needs holdfast.twilio.from"
            })
    void settingsThatCanNotHoldAreRefusedByTheNameOfTheirKey(String settings, String message) {
        assertThatThrownBy(() -> froms(settings.split(";")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
