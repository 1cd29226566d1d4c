"""What a VIN says by itself, of ten published ones of ten makers."""

import pytest
import time_machine

from vehicles.vin_decoding import decode

URL = "/api/v1/vehicles/decode-vin/"

VINS = [
    ("1M8GDM9AXKP042788", "Motor Coach Industries", "North America", 1989, "P"),
    ("1HGCM82633A004352", "Honda", "North America", 2003, "A"),
    ("5YJSA1DG9DFP14705", "Tesla", "North America", 2013, "F"),
    ("1FTFW1ET5DFC10312", "Ford", "North America", 2013, "F"),
    ("JH4KA7561PC008269", "Acura", "Asia", None, "C"),
    ("WVWZZZ1JZ3W386752", "Volkswagen", "Europe", 2003, "W"),
    ("WP0ZZZ99ZTS392124", "Porsche", "Europe", None, "S"),
    ("KMHDU46D17U090264", "Hyundai", "Asia", 2007, "U"),
    ("ZFA31200000123456", "Fiat", "Europe", None, "0"),
    ("JTDKN3DU5A0000001", "Toyota", "Asia", None, "0"),
]


@pytest.mark.shows("VE10")
@pytest.mark.parametrize(("vin", "make", "region", "year", "plant"), VINS)
def test_make_region_year_and_plant_are_read_from_it(customer, vin, make, region, year, plant):
    decoded = customer.get(URL, {"vin": vin.lower()}).json()
    assert (decoded["vin"], decoded["make"], decoded["region"]) == (vin, make, region)
    assert (decoded["model_year"], decoded["plant_code"]) == (year, plant)


@pytest.mark.shows("VE10")
@time_machine.travel("2026-11-29", tick=False)
def test_what_is_not_certain_is_not_claimed():
    assert decode("WP0ZZZ99ZTS392124").model_years == [2026, 1996]
    assert decode("ZFA31200000123456").model_years == []
    assert decode("JH4KA7561PC008269").model_years == [2023, 1993]
    unknown = decode("07777777077777777")
    assert (unknown.make, unknown.region, unknown.country) == ("", "", "")


@pytest.mark.shows("VE10")
def test_in_north_america_the_seventh_place_tells_the_decade():
    assert decode("1HGCM82633A004352").model_year == 2003
    assert decode("5YJSA1DG9DFP14705").model_year == 2013
    assert decode("1G1JC1249D7123456").model_year == 1983


@pytest.mark.parametrize("vin", ["1M8GDM9AXKP04278", "IOQIOQIOQIOQIOQIO", ""])
def test_what_is_no_vin_is_refused(customer, vin):
    assert customer.get(URL, {"vin": vin}).status_code == 400


def test_whoever_is_not_signed_in_decodes_nothing(api):
    assert api.get(URL, {"vin": "1M8GDM9AXKP042788"}).status_code == 401
