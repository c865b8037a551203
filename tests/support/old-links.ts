/** Links as earlier versions made them: they must open for ever, so none of these may be made anew. */
export const OLD_LINKS = {
  /** The lab's welcome, asynchronous: format 1 held one script. */
  format1: [
    '#1.ZVBLbsJADN3PKXyBoAyCIhaRAgsuUKl7MzFgZT6R7VFB6uGrUBEWXfr5fey3JR_2FEKLw6X12xbWTmiKHFC4JvDO2CLBAUI1O',
    'NOlCIHdCIRwcEo0wM5RHhR82yZ1kxQroUSYhBPKozljGOsEGMYO9ZHDU9hlQiG1V5TCSTCPlyrWU20CZROM8MVy5czYV20I1eCT8',
    'xWnItTj1GipdpthFyJTNoVDxn4xgmPpF77jzMYY4wPunXeR8wixBIzwkfRvXITNKxb2_3eLI3ifdLXym6TOoc0-cz58CxvBvVvPo',
    'G-TPot7X_XzfmJmbDZJ4ViercB9RnbbpHAjjO4X',
  ].join(''),
  /** Two tabs, the second (asynchronous) shown at 50 ms with Singapore selected and linearizability explained. */
  format2: [
    '#2.7VHNTuNADH4Vy-cEZSq6iEiVUg77AitxaTi4U7cddeqJ5gfowr77OhGb5cANcSOHUcbj78f-XjAWSdhuNrjGCiMP3lmKrpzB9',
    'JJd9gxrsCXDlvchMuQjQ2Ta9ZKYd3DTC8sugWmac-pliCEHGzwM0Z0pXuot2VMZQM9VuoidoCthipxyL29yCX5GktO-xNxxqS1Lj',
    'uTh3sWDE0ddSTVTyvDLyYEGddHRUKdQ1AuNNNY7hSRYC3UzE9yFbgb0okTZkfcXeF7pZN7JCXywKvNjND7dZ2z9TxpuP3icWcGYc',
    '7q6MtdjUy-UR67RBTxFl1mVFlPV6G6mHf439wrvvGnLtXKo42k_8DyVbpZa0gl9L_hQbfDui_Oh74A-EdBDhWSze2Rsjf5mbJeNf',
    'hUeKR2xxSUbe8vWNrTbN2bZaJhbPtKjCyViu6gwsWclCKLNb2tvZwvafSik5jKrAOq8mpD7TVvP-Ocv',
  ].join(''),
  /** Lesson 7 at its sixth step, the questions and the prediction answered wrong. */
  lesson7: [
    '#2.bVLLbuMwDPwVQucEsJO6RQIYaHvoDyywl7oHRaZjwbJkkHRSo5t_X1nZPICND4LJGc6QEn8UjZ7V9vNTvamFIhycNZrs2ENee',
    'bHiED4CybSUlhCB0QRf8wKCR5AAckQvU-UZsZ4rMILwzJUfKEgwwcFAttc0LXfadOMA8Sw1T95Ao60LB6TyEAQZGvTG-n2JQzAtE',
    'MpIfo47xAFa1CQ71FLmWdYz1ChopFynwKFmLIv0L7bHMEZaMUdRhSxyucqgtmySm-ZuqSmMvq78v3EZPkj7rhlJ4LelvfVWw69or',
    'odAWHnjbJyS4c3r1xvzPbxeyFXs1IrVzk3wXWYwlVnlnfXdTXh5FX4qev4PvbrBJrvCl5I7NM8TjHGSCc4jNxR6SLMHWKcm4UhWE',
    'L4f8FbFI-Z0YZ7hxMxXN-Z7uElqgZzBjHJ3aX8eXltkrs_vEJ_PVV59fS1Uq7lVW_WUbwrzXKzXLy9YN5s67t4OW32wYSS1XS1U3',
    'J89IcfV_FFaYgXrBiNr9muR7zPRl1us1bbRjnGh4rp1qW6HTWwkKXg-IqUkWxc3LWZV58ORVbLq4wpGAeX0Xp1OcwprayTxOzsMM',
    'yg04il-fwE',
  ].join(''),
} as const;
